import { runLayer } from "../shared/layer";
import { foundationContract } from "./contract";
import { foundationLayer } from "./layer";

export = runLayer(foundationContract, foundationLayer);
