import { greeting } from "./greeting";
import { invoices } from "./invoices";
import { links } from "./links";
import { site } from "./site";

for (const program of [greeting, invoices, links, site]) program();
