// How the islands are built: one small entry for every page, a chunk for each drawing, a manifest for the templates.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { geoArea, geoCentroid } from "d3-geo";
import type { Feature, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { defineConfig, type Plugin } from "vite";

const require = createRequire(import.meta.url);
type Atlas = Topology<{ countries: GeometryCollection<{ name: string }>; land?: GeometryCollection }>;

/** Territories that the atlas draws and ISO gives no number, by the atlas's name; codes in use for them, else none. */
const UNNUMBERED: Record<string, string> = { Kosovo: "XKX" };

/**
 * The world at 1:110 million with ISO 3166 alpha-3 codes for ids, and a point for every country of the 1:50 million
 * atlas, so that Singapore and the Vatican have a place too. Points are worked out here, once, not in the browser.
 */
function atlas(): Plugin {
  const name = "virtual:atlas";
  return {
    name: "atlas",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const drawn = read("world-atlas/countries-110m.json");
      delete drawn.objects.land;
      for (const country of drawn.objects.countries.geometries) {
        country.id = code(country.id, (country.properties as { name?: string } | undefined)?.name);
      }
      const points: Record<string, [number, number]> = {};
      const exact = read("world-atlas/countries-50m.json");
      for (const country of feature(exact, exact.objects.countries).features) {
        const key = code(country.id, country.properties.name);
        if (key && country.geometry) points[key] = middle(country as Feature<Polygon | MultiPolygon>);
      }
      return `export default JSON.parse(${JSON.stringify(JSON.stringify({ drawn, points }))});`;
    },
  };
}

function read(path: string): Atlas {
  return JSON.parse(readFileSync(require.resolve(path), "utf-8")) as Atlas;
}

function code(id: string | number | undefined, name = ""): string {
  const { whereNumeric } = require("iso-3166-1") as { whereNumeric(n: string): { alpha3: string } | undefined };
  return id === undefined ? (UNNUMBERED[name] ?? "") : (whereNumeric(String(id).padStart(3, "0"))?.alpha3 ?? "");
}

/** Longitude and latitude of the middle of a country's largest part: of France in Europe, not of France with Guiana. */
function middle(country: Feature<Polygon | MultiPolygon>): [number, number] {
  const { geometry } = country;
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const polygons = parts.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  const largest = polygons.reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one));
  const [longitude, latitude] = geoCentroid(largest);
  return [Math.round(longitude * 100) / 100, Math.round(latitude * 100) / 100];
}

/** The licences of everything that is bundled, beside it: their terms ask for that. */
function licences(): Plugin {
  return {
    name: "licences",
    generateBundle() {
      const named = [...this.getModuleIds()].map((id) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]);
      const packages = [...new Set([...named.filter((name) => name !== undefined), "world-atlas"])].sort();
      const texts = packages.map((name) => {
        const folder = join("node_modules", name);
        const file = readdirSync(folder).find((own) => /^licen[cs]e/i.test(own));
        if (!file) throw new Error(`${name} has no licence to be handed on`);
        return `${name}\n\n${readFileSync(join(folder, file), "utf-8").trim()}\n`;
      });
      this.emitFile({ type: "asset", fileName: "LICENSES.txt", source: texts.join(`\n${"-".repeat(80)}\n\n`) });
    },
  };
}

export default defineConfig({
  base: "/built/",
  publicDir: false,
  plugins: [atlas(), licences()],
  build: {
    outDir: "../src/communique/web/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    // nothing may stand in the page itself: its security policy forbids it
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: { room: "src/main.ts" },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
