import { config } from "zod";

// The content security policy forbids `eval`, which zod uses by default.
config({ jitless: true });
