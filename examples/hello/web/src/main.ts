import { api } from "@hello/bindings";
import { createClient } from "@isotype/client";
import { http } from "@isotype/client/links";

const client = createClient(api, { links: [http({ url: "http://127.0.0.1:4300/rpc" })] });

const { message } = await client.greet({ name: "Ada" });
console.log(message);
