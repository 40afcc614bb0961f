// The comment of an answer. Whoever shows it keeps the text, so that another panel or a lost race takes nothing away.
import { Textarea } from '@mantine/core';

export interface Comment {
  comment: string;
  setComment: (comment: string) => void;
}

export function CommentField(props: Comment & { description: string }) {
  const { comment, setComment, description } = props;
  return (
    <Textarea
      label="Comment"
      description={description}
      autosize
      minRows={2}
      maxLength={4000}
      value={comment}
      onChange={(event) => setComment(event.currentTarget.value)}
    />
  );
}
