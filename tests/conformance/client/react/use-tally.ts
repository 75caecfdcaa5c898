import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "./trpc";

/** A count, and what adds to it: shown before the server has answered, taken back when that refuses. */
export function useTally(name: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { queryKey, ...options } = trpc.tally.count.queryOptions(name);
  const count = useQuery({ queryKey, ...options });
  const seen = (update: (old: number) => number) => queries.setQueryData(queryKey, (old) => update(old ?? 0));
  const add = useMutation(
    trpc.tally.add.mutationOptions({
      async onMutate() {
        await queries.cancelQueries({ queryKey });
        const before = queries.getQueryData(queryKey);
        seen((old) => old + 1);
        return { before };
      },
      onError: (_error, _input, kept) => queries.setQueryData(queryKey, kept?.before),
      onSettled: () => queries.invalidateQueries({ queryKey }),
    }),
  );
  return { count, add };
}
