import { runLayer } from "../shared/layer";
import { computeContract } from "./contract";
import { computeLayer } from "./layer";

export = runLayer(computeContract, computeLayer);
