import { config } from "zod";

// The page's policy allows no `eval`, which zod would try for speed, and the browser would complain of.
config({ jitless: true });
