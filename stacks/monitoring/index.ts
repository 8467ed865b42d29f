import { runLayer } from "../shared/layer";
import { monitoringContract } from "./contract";
import { monitoringLayer } from "./layer";

export = runLayer(monitoringContract, monitoringLayer);
