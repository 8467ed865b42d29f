import { simulatingProviders } from "./platform";
import { runProgram } from "./program";
import { plainProviders } from "../mutation/fixtures";

/** What a program that uses components makes, in `shop/prod`: the simulation answers what components ask for, and fills in nothing else. */
export async function madeBy(make: () => void): ReturnType<typeof runProgram> {
    const simulating = simulatingProviders("eu-west-1", new Map());
    const providers = { ...simulating, make: plainProviders.make.bind(plainProviders) };
    return runProgram("shop", "prod", providers, () => {
        make();
        return Promise.resolve({});
    });
}
