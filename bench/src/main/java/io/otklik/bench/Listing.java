package io.otklik.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A list, as somebody asks for it, or one thing of it. Asked one at a time they tell how its time grows with the tickets.
 *
 * @param role whose list it is: {@code owner}, {@code agent} or {@code admin}
 * @param path with {@code {ticket}}, {@code {me}}, {@code {agent}}, {@code {from}} and {@code {to}}
 */
record Listing(String role, String path, Function<Stage, Someone> who) {

    /** Of what {@link ReadModelLoad} puts there, neither of them at a midnight. */
    private static final Instant FROM = Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS);

    private static final Instant TO = FROM.plus(Duration.ofHours(999));

    private static final List<String> OF_OWNERS = List.of(
            "/api/v1/tickets/?limit=20",
            "/api/v1/tickets/?limit=20&status=open",
            "/api/v1/tickets/{ticket}/",
            "/api/v1/tickets/{ticket}/comments/",
            "/api/v1/notifications/?limit=20",
            "/api/v1/notifications/?limit=20&is_read=false",
            "/api/v1/notifications/?limit=20&is_read=true",
            "/api/tickets/my-tickets/?limit=20",
            "/api/ticket?limit=20",
            "/api/ticket/{ticket}",
            "/bot/api/v1/tickets?size=20",
            "/auth/users/{me}");

    private static final List<String> OF_AGENTS = List.of(
            "/api/v1/support/tickets/?limit=20",
            "/api/v1/support/tickets/?limit=20&status=open",
            "/api/v1/support/tickets/?limit=20&status=closed",
            "/api/v1/support/tickets/?limit=20&category=2",
            "/api/v1/support/tickets/?limit=20&category=2&status=open",
            "/api/v1/support/tickets/?limit=20&assigned_to={me}",
            "/api/v1/support/tickets/?limit=20&assigned_to={me}&status=in_progress",
            "/api/v1/notifications/?limit=20",
            "/api/v1/notifications/?limit=20&is_read=false",
            "/api/v1/notifications/?limit=20&is_read=true",
            "/api/tickets/assigned-to-me/?limit=20",
            "/api/ticket?limit=20&status=u",
            "/api/ticket?limit=20&status=f",
            "/bot/api/v1/tickets?size=20",
            "/bot/api/v1/tickets?size=20&page=100",
            "/bot/api/v1/tickets?size=20&status=OPEN",
            "/bot/api/v1/tickets?size=20&priority=HIGH",
            "/bot/api/v1/tickets?size=20&priority=HIGH&status=OPEN",
            "/bot/api/v1/statistics/dashboard",
            "/bot/api/v1/statistics/tickets");

    private static final List<String> OF_THE_ADMINISTRATOR = List.of(
            "/api/tickets/all-tickets/?limit=20",
            "/api/tickets/all-tickets/?limit=20&status=new",
            "/api/admin/customer-requests/",
            "/api/admin/customer-requests/?page=100",
            "/api/admin/customer-requests/?status=open",
            "/api/admin/customer-requests/?priority=high",
            "/api/admin/customer-requests/?category=billing",
            "/api/admin/customer-requests/?search=invoice",
            "/api/admin/customer-requests/?search=zzqq",
            "/api/admin/customer-requests/stats/",
            "/api/v1/admin/ticket-history/?limit=20",
            "/api/v1/admin/ticket-history/?limit=20&field=status",
            "/api/v1/admin/ticket-history/?limit=20&changed_by={agent}",
            "/api/v1/admin/ticket-history/?limit=20&ticket={ticket}",
            "/api/v1/admin/ticket-history/?limit=20&changed_at__gte=2020-01-01",
            "/api/v1/admin/ticket-history/?limit=20&changed_at__gte={from}&changed_at__lte={to}",
            "/api/v1/admin/ticket-history/?limit=20&changed_by={agent}&changed_at__gte={from}",
            "/api/v1/admin/deliveries/?limit=20",
            "/api/v1/admin/deliveries/?limit=20&channel=email",
            "/api/v1/admin/deliveries/?limit=20&channel=feed",
            "/api/v1/admin/deliveries/?limit=20&state=failed",
            "/api/v1/admin/deliveries/?limit=20&state=sent",
            "/api/v1/admin/deliveries/?limit=20&state=seen",
            "/api/v1/admin/deliveries/?limit=20&person={agent}",
            "/api/v1/admin/deliveries/?limit=20&ticket={ticket}",
            "/api/v1/admin/users/?limit=20",
            "/bot/api/v1/users?size=20");

    static final List<Listing> ALL = Stream.of(
                    OF_OWNERS.stream().map(path -> new Listing("owner", path, Stage::owner)),
                    OF_AGENTS.stream().map(path -> new Listing("agent", path, Stage::agent)),
                    OF_THE_ADMINISTRATOR.stream().map(path -> new Listing("admin", path, Stage::admin)))
            .flatMap(Function.identity())
            .toList();

    String title() {
        return role + " " + path;
    }

    Call next(Stage stage) {
        Someone asking = who.apply(stage);
        Someone owner = asking.tickets().isEmpty() ? stage.owner() : asking;
        return Call.get(
                path.replace("{ticket}", String.valueOf(Stage.ticketOf(owner)))
                        .replace("{me}", String.valueOf(asking.id()))
                        .replace("{agent}", String.valueOf(stage.agent().id()))
                        .replace("{from}", FROM.toString())
                        .replace("{to}", TO.toString()),
                asking.token());
    }
}
