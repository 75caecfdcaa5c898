import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BoardServer } from "../e2e/support/board-server";
import { person } from "../e2e/support/people";
import { account } from "../e2e/support/rpc";
import { python, run } from "./support/python";

const schemathesis = python("schemathesis");

describe.skipIf(schemathesis === undefined)("schemathesis", () => {
  let board: BoardServer;
  beforeAll(async () => void (board = await BoardServer.start()));
  afterAll(() => board.close());

  it("finds only responses that the board's document describes", { timeout: 300_000 }, async () => {
    const token = await account(board.rpc, person("Ada"));
    // The feed is endless.
    const wanted = [
      "--exclude-operation-id",
      "posts.watch",
      "--max-examples",
      "20",
      "--no-color",
      "--generation-deterministic",
    ];
    const header = ["-H", `Authorization: Bearer ${token}`];
    const { code, wrote } = run(schemathesis ?? "", "run", `${board.url}/openapi.json`, ...header, ...wanted);
    expect([code, code === 0 ? "" : wrote]).toEqual([0, ""]);
  });
});
