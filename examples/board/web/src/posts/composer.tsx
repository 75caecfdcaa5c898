import { inputSchemas } from "@board/bindings/zod";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { CallError } from "../api/board";
import { useBoard } from "../api/context";
import type { CreateErrors } from "../api/types";
import { addPost } from "../api/posts-cache";
import { toastError } from "../toast/toast-error";
import { Field } from "../ui/field";
import { type FieldErrors, fieldMessages, formText, useFocusInvalid, validate } from "../ui/form";

function errorsOf(failure: CallError<CreateErrors>): FieldErrors | undefined {
  switch (failure.data?.type) {
    case "Invalid":
      return failure.data.fields;
    case "TitleTaken":
      return { title: [{ code: "taken", message: "you have a notice with this title already" }] };
    default:
      return undefined;
  }
}

/** Form for a new notice. It validates before submitting, with the server's own rules and messages. */
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
    const found = validate(inputSchemas["posts.create"], input);
    setErrors(found);
    if (found !== undefined) return;
    create.mutate(input, {
      onSuccess: (post) => {
        addPost(queries, board.listKey, post);
        form.current?.reset();
      },
      onError: (failure) => {
        const rejected = errorsOf(failure);
        setErrors(rejected);
        if (rejected === undefined) toastError(failure);
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
          errors={fieldMessages(fields, "title")}
        />
        <Field label="Text" name="body" rows={5} errors={fieldMessages(fields, "body")} />
        <button type="submit" className="button" disabled={create.isPending}>
          {create.isPending ? "Posting…" : "Post"}
        </button>
      </form>
    </section>
  );
}
