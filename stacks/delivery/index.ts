import { runLayer } from "../shared/layer";
import { deliveryContract } from "./contract";
import { deliveryLayer } from "./layer";

export = runLayer(deliveryContract, deliveryLayer);
