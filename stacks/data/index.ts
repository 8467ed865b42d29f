import { runLayer } from "../shared/layer";
import { dataContract } from "./contract";
import { dataLayer } from "./layer";

export = runLayer(dataContract, dataLayer);
