// Print a Cytoscape.js JSON file as cytoscape.js reads it, without a page. FILE is the argument.
import { readFileSync } from "node:fs";
import cytoscape from "cytoscape";

const file = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const graph = cytoscape({ headless: true, ...file, layout: { name: "preset" } });
process.stdout.write(JSON.stringify(graph.json()));
