package io.otklik.idempotency;

/** The request is a repetition: its answer is there, and there is nothing to do. */
public final class AnsweredBefore extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    AnsweredBefore(Answer answer) {
        super("Answered before", null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
