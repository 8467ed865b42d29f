import { runLayer } from "../shared/layer";
import { streamingContract } from "./contract";
import { streamingLayer } from "./layer";

export = runLayer(streamingContract, streamingLayer);
