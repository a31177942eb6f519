package io.otklik.acceptance;

import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All acknowledged writes of a run against what is stored, every feed, every frame, statistics, the ledger of mail and the mail that
 * arrived.
 */
record Comparison(List<Writer> writers, List<Listener> listeners, Verdict verdict) {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; *rel=\"next\"");

    /** So often a mail may have arrived: whenever a server may have taken it, it was sent once more. */
    private static final String COPIES =
            "1 + doubts + case when reason like 'the lease ran out%' then 1 else 0 end as copies";

    /** The ledger's kinds. */
    private static final Map<String, Write.Kind> MAILS = Map.of(
            "STATUS_CHANGED", Write.Kind.STATUS, "REPLY", Write.Kind.REPLIED, "SUPPORT0_REPLY", Write.Kind.REPLIED);

    void make() {
        List<Write> writes = writers.stream()
                .flatMap(writer -> writer.acknowledged().stream())
                .toList();
        verdict.acknowledged(writes.size());
        for (Writer writer : writers) {
            verdict.outage(writer.longestOutage());
            writer.failures().forEach(verdict::finding);
            judgeStored(writer);
            judgeTickets(writer);
            judgeMail(writer);
        }
        for (Listener listener : listeners) {
            judgeFeed(listener, writes);
        }
    }

    private void judgeStored(Writer writer) {
        List<String> expected = new ArrayList<>();
        List<String> found =
                new ArrayList<>(strings(all(writer.owner(), "/api/v1/tickets/?limit=500"), "subject", "subject "));
        for (Write write : writer.acknowledged()) {
            expected.add(
                    switch (write.kind()) {
                        case FILED -> "subject " + write.text();
                        case REPLIED, COMMENTED -> write.ticket() + " text " + write.text();
                        case ASSIGNED -> write.ticket() + " field assigned_to";
                        case STATUS -> write.ticket() + " field status";
                    });
            if (write.kind() == Write.Kind.FILED) {
                long ticket = write.ticket();
                found.addAll(strings(
                        all(writer.owner(), "/api/v1/tickets/" + ticket + "/comments/?limit=500"),
                        "text",
                        ticket + " text "));
                found.addAll(strings(
                        all(Someone.admin(), "/api/v1/admin/ticket-history/?ticket=" + ticket),
                        "field",
                        ticket + " field "));
            }
        }
        verdict.stored(expected, found);
    }

    /** What each ticket came to at last, and what statistics make of it. */
    private void judgeTickets(Writer writer) {
        Map<Long, String> statuses = new TreeMap<>();
        Map<Long, Long> assignees = new HashMap<>();
        for (Write write : writer.acknowledged()) {
            switch (write.kind()) {
                case FILED -> statuses.put(write.ticket(), "OPEN");
                case STATUS -> statuses.put(write.ticket(), write.text());
                case ASSIGNED -> assignees.put(write.ticket(), write.agent().id());
                case REPLIED, COMMENTED -> {
                    // Neither changes the ticket.
                }
            }
        }
        List<String> expected = statuses.entrySet().stream()
                .map(ticket -> ticket(ticket.getKey(), ticket.getValue(), assignees.getOrDefault(ticket.getKey(), 0L)))
                .toList();
        String ids = statuses.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
        verdict.held("tickets", expected, tickets("ticket", "ticket", ids));
        verdict.held("statistics", expected, tickets("admin", "statistics_ticket", ids));
    }

    private static List<String> tickets(String database, String table, String ids) {
        List<String> found = new ArrayList<>();
        try (Connection connection = Database.open(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id, status, assignee_id from " + table + " where id in (" + ids + ")")) {
            while (rows.next()) {
                found.add(ticket(rows.getLong("id"), rows.getString("status"), rows.getLong("assignee_id")));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return found;
    }

    /** @param assignee 0: nobody */
    private static String ticket(long id, String status, long assignee) {
        return id + " " + status + " of " + assignee;
    }

    private static List<String> strings(List<Map<String, Object>> rows, String field, String prefix) {
        return rows.stream().map(row -> prefix + row.get(field)).toList();
    }

    /** All rows of a list, page by page. */
    private static List<Map<String, Object>> all(Someone reader, String path) {
        List<Map<String, Object>> rows = new ArrayList<>();
        String next = path;
        while (next != null) {
            Response page =
                    reader.request().get(next).then().statusCode(200).extract().response();
            rows.addAll(page.jsonPath().<Map<String, Object>>getList("$"));
            Matcher link = NEXT.matcher(page.header("Link") == null ? "" : page.header("Link"));
            next = link.find() ? link.group(1) : null;
        }
        return rows;
    }

    /** The ledger against the writes, as it is and as it is shown, and what arrived against both. */
    private void judgeMail(Writer writer) {
        List<Write> mailed = writer.acknowledged().stream()
                .filter(write -> write.kind().isMailed())
                .toList();
        List<String> queued = new ArrayList<>();
        Map<String, Integer> copies = new HashMap<>();
        Map<String, String> events = new HashMap<>();
        try (Connection connection = Database.open("notification");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select ticket_id, kind, message_id, event_id, " + COPIES
                        + " from mail where person_id = " + writer.owner().id())) {
            while (rows.next()) {
                queued.add(rows.getLong("ticket_id") + " " + MAILS.get(rows.getString("kind")));
                copies.put(rows.getString("message_id"), rows.getInt("copies"));
                events.put(rows.getString("message_id"), rows.getString("event_id"));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        List<String> arrived = Mailbox.messageIds(writer.owner());
        verdict.held(
                "in the ledger",
                mailed.stream()
                        .map(write -> write.ticket() + " " + write.kind())
                        .toList(),
                queued);
        verdict.mailed(copies, arrived);
        judgeShown(writer.owner(), mailed, events, arrived);
    }

    /** @param events of each mail of the ledger, by its {@code Message-ID} */
    private void judgeShown(Someone owner, List<Write> mailed, Map<String, String> events, List<String> arrived) {
        List<Map<String, Object>> shown =
                all(Someone.admin(), "/api/v1/admin/deliveries/?channel=email&limit=500&person=" + owner.id());
        verdict.held(
                "shown by the ledger",
                mailed.stream()
                        .map(write -> write.ticket() + " " + write.kind().type() + " sent")
                        .toList(),
                shown.stream()
                        .map(row -> row.get("ticket") + " " + row.get("type") + " " + row.get("state"))
                        .toList());
        Map<String, Integer> attempts = new HashMap<>();
        shown.forEach(row -> attempts.put((String) row.get("event"), (Integer) row.get("attempts")));
        events.forEach((mail, event) -> {
            int times = Collections.frequency(arrived, mail);
            int tried = attempts.getOrDefault(event, 0);
            if (times > tried) {
                verdict.finding("%s arrived %d times, and the ledger shows %d attempts".formatted(mail, times, tried));
            }
        });
    }

    /** The feed against the writes, in the order of each ticket, and the frames against the feed. */
    private void judgeFeed(Listener listener, List<Write> writes) {
        Someone person = listener.person();
        boolean staff = writers.stream().anyMatch(writer -> writer.agent() == person);
        List<Map<String, Object>> feed = new ArrayList<>(all(person, "/api/v1/notifications/?limit=500"));
        Collections.reverse(feed); // the oldest first, as it was written
        List<Write> told =
                writes.stream().filter(write -> write.isFor(person, staff)).toList();
        List<String> expected = told.stream()
                .map(write -> person.username() + " " + write.ticket() + " "
                        + write.kind().type())
                .toList();
        List<String> found = feed.stream()
                .map(row -> person.username() + " " + row.get("ticket_id") + " " + row.get("type"))
                .toList();
        verdict.notified(expected, found);
        // Of one ticket the writes were acknowledged one after the other; of several writers they may cross.
        for (long ticket : told.stream().map(Write::ticket).distinct().toList()) {
            String mine = person.username() + " " + ticket + " ";
            List<String> inOrder =
                    expected.stream().filter(row -> row.startsWith(mine)).toList();
            List<String> as = found.stream().filter(row -> row.startsWith(mine)).toList();
            if (inOrder.size() == as.size() && !inOrder.equals(as)) {
                verdict.finding("out of order: " + as);
            }
        }
        List<String> rows = feed.stream()
                .map(row -> person.username() + " frame " + row.get("id"))
                .toList();
        verdict.framed(
                rows,
                listener.ids().stream()
                        .map(id -> person.username() + " frame " + id)
                        .toList());
        if (!listener.ids().equals(listener.ids().stream().sorted().toList())) {
            verdict.finding(person.username() + " got his frames out of order");
        }
        listener.failures().forEach(verdict::finding);
    }
}
