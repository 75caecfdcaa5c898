import { describe, expect, it } from "vitest";
import { errorEnvelope, json, startHttpServer } from "../../tests/http-server.js";
import { api, startTrpcServer } from "../../tests/trpc-server.js";
import { createClient } from "../index.js";
import { batch, isNonJsonSerializable, split, upload } from "./index.js";

async function start() {
  const { url } = await startTrpcServer();
  return createClient(api, { links: [upload({ url }), batch({ url })] });
}

describe("upload", () => {
  it("sends forms with files to tRPC's server", async () => {
    const client = await start();
    const form = new FormData();
    form.set("name", "é");
    form.set("file", new Blob(["content"]), "a.txt");
    expect(await client.upload(form)).toBe("é: content");
    expect(await client.ping()).toBe("pong");
  });

  it("sends bytes and blobs unchanged", async () => {
    const client = await start();
    expect(await client.upload(new TextEncoder().encode("bytes"))).toBe("bytes");
    expect(await client.upload(new Blob(["a ", "blob"], { type: "text/plain" }))).toBe("a blob");
  });

  it("sends the CSRF header, and reports the server's error", async () => {
    const { url, requests } = await startHttpServer((_, response) =>
      json(response, errorEnvelope("PAYLOAD_TOO_LARGE", -32013, 413), 413),
    );
    const client = createClient(api, { links: [upload({ url, headers: { "x-a": "1" } })] });
    await expect(client.upload(new Uint8Array(3))).rejects.toMatchObject({ code: "PAYLOAD_TOO_LARGE", status: 413 });
    expect(requests[0]?.headers).toMatchObject({
      "isotype-request": "1",
      "content-type": "application/octet-stream",
      "x-a": "1",
    });
    await expect(client.upload(new FormData())).rejects.toMatchObject({ code: "PAYLOAD_TOO_LARGE" });
    expect(requests[1]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  });

  it("is selected by the type of the input", async () => {
    const { url } = await startTrpcServer();
    const route = split({
      condition: ({ input }) => isNonJsonSerializable(input),
      use: upload({ url }),
      otherwise: batch({ url }),
    });
    const client = createClient(api, { links: [route] });
    expect(await client.upload(new Blob(["x"]))).toBe("x");
    expect(await client.save("y")).toBe("saved y");
  });
});
