// Print a GraphML file as graphology (which Gephi Lite is built on) reads it. FILE is the argument.
import { readFileSync } from "node:fs";
import Graph from "graphology";
import { parse } from "graphology-graphml";

const graph = parse(Graph, readFileSync(process.argv[2], "utf-8"));
process.stdout.write(JSON.stringify(graph.export()));
