// The map of members: world-atlas's countries, of which those of the alliance are coloured.
import * as Plot from '@observablehq/plot'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import atlas from 'world-atlas/countries-110m.json'

import type { YearTold } from './data'

// ISO 3166-1 numeric, which the atlas has, for the codes that the ledger has. A member that is not
// in the list is missing from the map and from nothing else.
const codes: Record<string, string> = {
  '008': 'ALB', '056': 'BEL', '100': 'BGR', '124': 'CAN', '191': 'HRV', '203': 'CZE', '208': 'DNK',
  '233': 'EST', '246': 'FIN', '250': 'FRA', '276': 'DEU', '300': 'GRC', '348': 'HUN', '352': 'ISL',
  '380': 'ITA', '428': 'LVA', '440': 'LTU', '442': 'LUX', '499': 'MNE', '528': 'NLD', '807': 'MKD',
  '578': 'NOR', '616': 'POL', '620': 'PRT', '642': 'ROU', '703': 'SVK', '705': 'SVN', '724': 'ESP',
  '752': 'SWE', '792': 'TUR', '826': 'GBR', '840': 'USA',
}

const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>
const countries = feature(topology, topology.objects.countries).features

// Two pieces, each by a projection that is fair to its shapes, since nobody lives in the ocean
// between them.
const pieces: { part: number; box: [west: number, south: number, east: number, north: number]; projection: Plot.ProjectionOptions }[] = [
  {
    part: 0.36,
    box: [-170, 15, -20, 84],
    projection: {
      type: 'conic-equal-area', rotate: [98, 0], parallels: [30, 65],
      domain: { type: 'MultiPoint', coordinates: [[-125, 26], [-70, 26], [-128, 62], [-60, 62], [-98, 72]] },
    },
  },
  {
    part: 0.63,
    box: [-30, 26, 62, 75],
    projection: {
      type: 'conic-conformal', rotate: [-14, 0], parallels: [40, 62],
      domain: { type: 'MultiPoint', coordinates: [[-11, 35], [-22, 64], [45, 37], [31, 70], [14, 71]] },
    },
  },
]

// The countries of which a piece shows something: the projections are not asked for the others.
const shown = pieces.map(({ box: [west, south, east, north] }) =>
  countries.filter(({ geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : []
    return polygons.some(([edge]) =>
      edge.some(([x, y]) => x > west && x < east && y > south && y < north))
  }))

export function map(year: YearTold, names: Map<string, string>, width: number): SVGSVGElement {
  const allies = new Map(year.allies.map((ally) => [ally.area, ally]))
  type Country = (typeof countries)[number]
  const of = (country: Country) => allies.get(codes[String(country.id)] ?? '')
  const say = (country: Country) => {
    const ally = of(country)
    return ally && `${names.get(ally.area)}: ${ally.share?.text ?? 'no figure'}`
  }
  const colour = (country: Country) => {
    const met = of(country)?.met
    return met === null || met === undefined ? 'var(--unknown)' : met ? 'var(--met)' : 'var(--missed)'
  }
  const height = Math.round(width * 0.52)
  const whole = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  whole.setAttribute('viewBox', `0 0 ${width} ${height}`)
  whole.setAttribute('width', String(width))
  whole.setAttribute('height', String(height))
  let left = 0
  pieces.forEach(({ part, projection }, i) => {
    const members = shown[i].filter(of)
    const actual = members.filter((country) => of(country)?.share?.status === 'A')
    const others = members.filter((country) => !actual.includes(country))
    const piece = Plot.plot({
      width: Math.round(width * part), height, margin: 0, projection, style: { background: 'none' },
      marks: [
        // Land and nothing else: where borders run between others is not this map's matter.
        Plot.geo(shown[i].filter((country) => !of(country)), { fill: 'var(--land)', stroke: 'var(--land)', strokeWidth: 0.5 }),
        Plot.geo(actual, { fill: colour, stroke: 'var(--paper)', strokeWidth: 0.6, title: say }),
        // Estimates, and what there is no figure of.
        Plot.geo(others, {
          fill: colour, fillOpacity: 0.55, stroke: 'var(--ink)', strokeWidth: 0.6, strokeDasharray: '3 2', title: say,
        }),
      ],
    }) as SVGSVGElement
    piece.setAttribute('x', String(left))
    piece.setAttribute('overflow', 'hidden')
    whole.append(piece)
    left += Math.round(width * (part + 0.01))
  })
  return whole
}
