import { runLayer } from "../shared/layer";
import { integrationContract } from "./contract";
import { integrationLayer } from "./layer";

export = runLayer(integrationContract, integrationLayer);
