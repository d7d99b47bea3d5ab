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

// What the map shows: from Alaska's edge to Anatolia.
const frame: GeoJSON.MultiPoint = {
  type: 'MultiPoint',
  coordinates: [[-128, 32], [-80, 24], [-6, 34], [44, 36], [40, 68], [10, 76], [-60, 74], [-140, 66]],
}

export function map(year: YearTold, names: Map<string, string>, width: number): SVGSVGElement {
  const allies = new Map(year.allies.map((ally) => [ally.area, ally]))
  const of = (country: { id?: string | number }) => allies.get(codes[String(country.id)] ?? '')
  const say = (country: { id?: string | number }) => {
    const ally = of(country)
    if (!ally) return undefined
    return `${names.get(ally.area)}: ${ally.share?.text ?? 'no figure'}`
  }
  const colour = (country: { id?: string | number }) => {
    const ally = of(country)
    if (!ally) return 'var(--land)'
    return ally.met === null ? 'var(--unknown)' : ally.met ? 'var(--met)' : 'var(--missed)'
  }
  const drawing = Plot.plot({
    width,
    height: Math.round(width * 0.5),
    margin: 0,
    projection: { type: 'azimuthal-equal-area', rotate: [30, -52], domain: frame },
    marks: [
      Plot.geo(countries.filter((country) => !of(country)), { fill: 'var(--land)', stroke: 'var(--paper)', strokeWidth: 0.5 }),
      Plot.geo(countries.filter((country) => of(country)?.share?.status === 'A'), {
        fill: colour, stroke: 'var(--paper)', strokeWidth: 0.6, title: say,
      }),
      // Estimates, and what there is no figure of.
      Plot.geo(countries.filter((country) => of(country) && of(country)?.share?.status !== 'A'), {
        fill: colour, fillOpacity: 0.55, stroke: 'var(--ink)', strokeWidth: 0.6, strokeDasharray: '3 2', title: say,
      }),
    ],
  })
  return drawing as SVGSVGElement
}
