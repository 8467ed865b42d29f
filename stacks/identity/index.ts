import { runLayer } from "../shared/layer";
import { identityContract } from "./contract";
import { identityLayer } from "./layer";

export = runLayer(identityContract, identityLayer);
