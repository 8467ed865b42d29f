import type { Rule } from "../../framework/rule";
import { ecrImagesAged } from "./imagesAged";
import { ecrRepositoryEncrypted } from "./repositoryEncrypted";
import { ecrScanOnPush } from "./scanOnPush";
import { ecrTagsImmutable } from "./tagsImmutable";

export const ecrRules: readonly Rule[] = [ecrScanOnPush, ecrTagsImmutable, ecrImagesAged, ecrRepositoryEncrypted];
