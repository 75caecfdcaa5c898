import { type Api, createClient, safe } from "../../src/index.js";
import {
  batch,
  batchStream,
  http,
  isNonJsonSerializable,
  retry,
  split,
  sse,
  timeout,
  upload,
  ws,
} from "../../src/links/index.js";
import type { Client } from "../trpc-server.js";

/** Program that Bun runs: uses every transport once, with Bun's own APIs, and prints the results. */
const [url = "", broken = "", procedures = ""] = process.argv.slice(2);
const api: Api<Client> = { procedures: JSON.parse(procedures) };
const backoff = { initialDelayMs: 2, maxDelayMs: 10 };

async function gather<T>(values: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const value of values) collected.push(value);
  return collected;
}

const links = {
  http: http({ url }),
  batch: batch({ url }),
  batchStream: batchStream({ url }),
  ws: ws({ url }),
};
const results: Record<string, unknown> = {};
for (const [name, link] of Object.entries(links)) {
  const client = createClient(api, { links: [timeout({ ms: 5_000 }), retry(), link] });
  const rejected = await safe(client.fail());
  results[name] = [await Promise.all([client.ping(), client.echo({ é: 1 }), client.save("a")]), rejected.error?.code];
}
links.ws.close();

const streamed = createClient(api, { links: [batchStream({ url })] });
results["list"] = await gather(await streamed.list());

const form = new FormData();
form.append("name", "ann");
form.append("file", new File(["text"], "a.txt"));
const uploading = split({
  condition: ({ input }) => isNonJsonSerializable(input),
  use: upload({ url }),
  otherwise: [],
});
results["upload"] = await createClient(api, { links: [uploading] }).upload(form);

for (const [name, link] of Object.entries({ sse, ws })) {
  const connection = link({ url: broken, backoff });
  const values = await gather(createClient(api, { links: [connection] }).events({ to: 40 }));
  results[`events over ${name}`] = values.map(({ value }) => value);
  connection.close();
}
console.log(JSON.stringify(results));
