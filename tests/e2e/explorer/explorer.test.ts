import { describe } from "vitest";
import { hasBrowser } from "../support/chromium";
import { calls } from "./calls";
import { finding } from "./finding";
import { forms } from "./forms";
import { looks } from "./looks";
import { invalidContract } from "./refused";
import { shapes } from "./shapes";
import { snippets } from "./snippets";
import { streams } from "./streams";
import { suite } from "./suite";

describe.skipIf(!hasBrowser())("the explorer", () => {
  const at = suite();
  finding(at);
  calls(at);
  shapes(at);
  forms(at);
  streams(at);
  snippets(at);
  invalidContract(at);
  looks(at);
});
