/** Where the procedures are mounted; the page comes from the same server. */
export const RPC_URL = "/rpc";
