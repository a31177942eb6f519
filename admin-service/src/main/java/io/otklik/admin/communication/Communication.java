package io.otklik.admin.communication;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A letter between departments.
 *
 * @param requestId the ticket that it is about, or null
 * @param participants the ids of those whom it is for
 */
public record Communication(
        long id,
        Long requestId,
        String fromDepartment,
        String toDepartment,
        String subject,
        String content,
        Urgency urgency,
        Progress progress,
        long senderId,
        List<Long> participants,
        Instant createdAt) {

    private static final String ANSWER = "Re: ";

    /** The longest subject, in characters. */
    public static final int SUBJECT = 200;

    static Communication of(Row row) {
        return new Communication(
                row.getLong("id"),
                row.getLong("request_id"),
                row.getString("from_department"),
                row.getString("to_department"),
                row.getString("subject"),
                row.getString("content"),
                Urgency.valueOf(row.getString("priority")),
                Progress.valueOf(row.getString("status")),
                row.getLong("sender_id"),
                List.of(row.getArrayOfLongs("participants")),
                row.getOffsetDateTime("created_at").toInstant());
    }

    /** Everybody whose name it takes to show it. */
    public List<Long> people() {
        List<Long> people = new ArrayList<>(participants);
        people.add(senderId);
        return people;
    }

    /** A person's answer: from the other department unless he sent this himself, to all others who see this. */
    NewCommunication answer(String words, long by) {
        boolean own = by == senderId;
        Set<Long> others = new TreeSet<>(people());
        others.remove(by);
        return new NewCommunication(
                own ? fromDepartment : toDepartment,
                own ? toDepartment : fromDepartment,
                answerSubject(),
                words,
                urgency,
                Progress.PENDING,
                Optional.ofNullable(requestId),
                others);
    }

    private String answerSubject() {
        String answer = subject.startsWith(ANSWER) ? subject : ANSWER + subject;
        int length = answer.codePointCount(0, answer.length());
        return length <= SUBJECT ? answer : answer.substring(0, answer.offsetByCodePoints(0, SUBJECT));
    }
}
