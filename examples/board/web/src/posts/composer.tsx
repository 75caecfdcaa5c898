import { inputs } from "@board/bindings/zod";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Failure } from "../api/board";
import { useBoard } from "../api/context";
import type { CreateRefusal } from "../api/contract";
import { addPost } from "../api/list-cache";
import { toastFailure } from "../toast/toast-failure";
import { Field } from "../ui/field";
import { type FieldErrors, sentences } from "../ui/field-errors";
import { formText } from "../ui/form-text";
import { problems } from "../ui/problems";
import { useFocusInvalid } from "../ui/use-focus-invalid";

function errorsOf(failure: Failure<CreateRefusal>): FieldErrors | undefined {
  switch (failure.data?.type) {
    case "Invalid":
      return failure.data.fields;
    case "TitleTaken":
      return { title: [{ code: "taken", message: "you have a notice with this title already" }] };
    default:
      return undefined;
  }
}

/** The form for a new notice. The server's rules are asked before it is; what either refuses is shown in place. */
export function Composer() {
  const board = useBoard();
  const create = board.useCreatePost();
  const queries = useQueryClient();
  const [errors, setErrors] = useState<FieldErrors>();
  const form = useFocusInvalid(errors);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const input = { title: formText(data, "title").trim(), body: formText(data, "body").trim() };
    const found = problems(inputs["posts.create"], input);
    setErrors(found);
    if (found !== undefined) return;
    create.run(input, {
      done: (post) => {
        addPost(queries, board.listKey, post);
        form.current?.reset();
      },
      failed: (failure) => {
        const refused = errorsOf(failure);
        setErrors(refused);
        if (refused === undefined) toastFailure(failure);
      },
    });
  };

  const fields = errors ?? {};
  return (
    <section className="card" aria-labelledby="composer-title">
      <h2 id="composer-title">Post a notice</h2>
      <p className="lead">Everyone on the board will see it.</p>
      <form ref={form} className="form" noValidate onSubmit={submit} aria-label="New notice">
        <Field
          label="Title"
          name="title"
          autoComplete="off"
          hint="Up to 120 characters"
          errors={sentences(fields, "title")}
        />
        <Field label="Text" name="body" rows={5} errors={sentences(fields, "body")} />
        <button type="submit" className="button" disabled={create.pending}>
          {create.pending ? "Posting…" : "Post"}
        </button>
      </form>
    </section>
  );
}
