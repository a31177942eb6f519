package io.otklik.admin.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.admin.statistics.AgentCount;
import io.otklik.admin.statistics.CategoryCount;
import io.otklik.admin.statistics.Dashboard;
import io.otklik.admin.statistics.Durations;
import io.otklik.admin.statistics.Report;
import io.otklik.admin.statistics.ReportFilter;
import io.otklik.admin.statistics.Statistics;
import io.otklik.edge.Fields;
import io.otklik.edge.Problem;
import io.otklik.edge.Text;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketStatus;
import io.otklik.people.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Numbers for staff (telegram-bot.md, „Статистика“; contracts/README.md, section 6). Hours have one decimal, and are 0 of none. */
@Path("/bot/api/v1/statistics")
@PermissionsAllowed(Permissions.STAFF)
@Produces(MediaType.APPLICATION_JSON)
class BotStatistics {

    private static final Text REVERSED =
            new Text("Конец периода раньше его начала.", "The end of the period is before its start.");
    private static final Text UNKNOWN_CATEGORY = new Text("Такой категории нет.", "There is no such category.");

    private static final String BY_STATUS =
            "{\"OPEN\": 25, \"IN_PROGRESS\": 10, \"WAITING_RESPONSE\": 5, \"RESOLVED\": 8, \"CLOSED\": 102}";
    private static final String BY_PRIORITY = "{\"LOW\": 10, \"NORMAL\": 120, \"HIGH\": 15, \"CRITICAL\": 5}";

    private final Statistics statistics;

    BotStatistics(Statistics statistics) {
        this.statistics = statistics;
    }

    @GET
    @Path("/dashboard")
    @Operation(
            summary = "Show the figures of the whole desk",
            description = "Hours and percentages have one decimal, and are 0 of none.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Overview.class)))
    public Uni<Overview> dashboard() {
        return statistics.dashboard().map(Overview::of);
    }

    @GET
    @Path("/tickets")
    @Operation(
            summary = "Show the figures of the tickets created in a period",
            description =
                    "`by_day` has the UTC days on which something happened; its `resolved` and `closed` are of that"
                            + " day, whenever the ticket was created.")
    @Parameter(
            name = "from_date",
            in = ParameterIn.QUERY,
            description = "The first day, in UTC; by default that of the first ticket",
            schema = @Schema(type = SchemaType.STRING),
            example = "2025-06-01")
    @Parameter(
            name = "to_date",
            in = ParameterIn.QUERY,
            description = "The last day, in UTC; by default today",
            schema = @Schema(type = SchemaType.STRING),
            example = "2025-06-30")
    @Parameter(
            name = "category_id",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Details.class)))
    public Uni<Details> tickets(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        Optional<LocalDate> from = day(query, "from_date");
        Optional<LocalDate> to = day(query, "to_date");
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            query.refuse("to_date", REVERSED);
        }
        Optional<UUID> category = query.verified(() -> query.optionalUuid("category_id"));
        return category(category)
                .chain(id -> statistics.report(new ReportFilter(from, to, id)))
                .map(Details::of);
    }

    private Uni<Optional<Long>> category(Optional<UUID> wanted) {
        return wanted.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : statistics.category(wanted.get()).invoke(found -> {
                    if (found.isEmpty()) {
                        throw Problem.field("category_id", UNKNOWN_CATEGORY);
                    }
                });
    }

    /** The UTC day of a date, or of a point in time. */
    private static Optional<LocalDate> day(Fields query, String name) {
        return query.optionalInstant(name)
                .map(instant -> instant.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    /** As the document writes numbers: 30, not 30.0. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static BigDecimal hours(Optional<BigDecimal> hours) {
        return hours.map(BotStatistics::plain).orElse(BigDecimal.ZERO);
    }

    @Schema(name = "BotDashboard")
    record Overview(
            Counts tickets,
            @JsonProperty("response_time") Hours responseTime,
            List<Share> categories,
            List<Agent> helpers) {

        static Overview of(Dashboard dashboard) {
            return new Overview(
                    Counts.of(dashboard),
                    Hours.of(dashboard.response()),
                    dashboard.categories().stream()
                            .map(category -> Share.of(category, dashboard.total()))
                            .toList(),
                    dashboard.agents().stream().map(Agent::of).toList());
        }
    }

    /** The four add up to {@code total}. */
    @Schema(name = "BotTicketCounts")
    record Counts(
            @Schema(example = "150") long total,
            @Schema(example = "25") long open,

            @JsonProperty("in_progress") @Schema(example = "15")
            long inProgress,

            @Schema(example = "8") long resolved,
            @Schema(example = "102") long closed) {

        static Counts of(Dashboard dashboard) {
            Map<TicketStatus, Long> statuses = dashboard.statuses();
            return new Counts(
                    dashboard.total(),
                    statuses.get(TicketStatus.OPEN),
                    statuses.get(TicketStatus.IN_PROGRESS)
                            + statuses.get(TicketStatus.WAITING_RESPONSE)
                            + statuses.get(TicketStatus.FROZEN),
                    statuses.get(TicketStatus.RESOLVED),
                    statuses.get(TicketStatus.CLOSED));
        }
    }

    @Schema(name = "BotHours")
    record Hours(
            @JsonProperty("average_hours") @Schema(example = "4.5")
            BigDecimal averageHours,

            @JsonProperty("median_hours") @Schema(example = "2.1")
            BigDecimal medianHours) {

        static Hours of(Durations durations) {
            return new Hours(hours(durations.averageHours()), hours(durations.medianHours()));
        }
    }

    /** @param percentage of all tickets, rounded half up to one decimal */
    @Schema(name = "BotCategoryShare")
    record Share(
            @Schema(example = "Оплата и подписка") String name,
            @Schema(example = "45") long count,

            @Schema(description = "Of all tickets", example = "30")
            BigDecimal percentage) {

        static Share of(CategoryCount category, long total) {
            BigDecimal percentage = BigDecimal.valueOf(category.tickets() * 100)
                    .divide(BigDecimal.valueOf(total), 1, RoundingMode.HALF_UP);
            return new Share(category.name(), category.tickets(), plain(percentage));
        }
    }

    /** @param averageResponseTime in hours, of the tickets that he has */
    @Schema(name = "BotHelperFigures")
    record Agent(
            Person user,

            @JsonProperty("tickets_handled") @Schema(example = "25")
            long ticketsHandled,

            @JsonProperty("avg_response_time") @Schema(description = "Hours", example = "3.2")
            BigDecimal averageResponseTime) {

        static Agent of(AgentCount count) {
            return new Agent(
                    Person.of(count.agent()),
                    count.tickets(),
                    hours(count.response().averageHours()));
        }
    }

    @Schema(name = "BotHelper")
    record Person(
            UUID id,

            @JsonProperty("first_name") @Schema(example = "Support Agent")
            String firstName,

            @Schema(
                    enumeration = {"USER", "HELPER", "MODERATOR", "ADMIN"},
                    example = "HELPER")
            String role) {

        static Person of(PersonState person) {
            return new Person(person.uuid(), person.shortName(), shown(person.role()));
        }

        private static String shown(Role role) {
            return switch (role) {
                case USER -> "USER";
                case SUPPORT -> "HELPER";
                case MODERATOR -> "MODERATOR";
                case ADMIN -> "ADMIN";
            };
        }
    }

    @Schema(name = "BotTicketReport")
    record Details(
            Period period,
            @Schema(example = "150") long total,

            @JsonProperty("by_status") @Schema(example = BY_STATUS)
            Map<String, Long> byStatus,

            @JsonProperty("by_priority") @Schema(example = BY_PRIORITY)
            Map<Priority, Long> byPriority,

            @JsonProperty("by_category") List<Category> byCategory,
            @JsonProperty("by_day") List<Day> byDay,
            @JsonProperty("response_time") Hours responseTime,
            @JsonProperty("resolution_time") Hours resolutionTime) {

        static Details of(Report report) {
            return new Details(
                    new Period(report.from(), report.to()),
                    report.total(),
                    byStatus(report.statuses()),
                    report.priorities(),
                    report.categories().stream().map(Category::of).toList(),
                    report.days().stream().map(Day::of).toList(),
                    Hours.of(report.response()),
                    Hours.of(report.resolution()));
        }

        private static Map<String, Long> byStatus(Map<TicketStatus, Long> statuses) {
            Map<String, Long> shown = new LinkedHashMap<>();
            statuses.forEach((status, n) -> shown.merge(shown(status), n, Long::sum));
            return shown;
        }

        private static String shown(TicketStatus status) {
            return switch (status) {
                case OPEN -> "OPEN";
                case IN_PROGRESS -> "IN_PROGRESS";
                case WAITING_RESPONSE, FROZEN -> "WAITING_RESPONSE";
                case RESOLVED -> "RESOLVED";
                case CLOSED -> "CLOSED";
            };
        }
    }

    @Schema(name = "BotPeriod")
    record Period(
            @Schema(example = "2025-06-01") LocalDate from,
            @Schema(example = "2025-06-30") LocalDate to) {}

    @Schema(name = "BotDay")
    record Day(
            LocalDate date,
            @Schema(example = "12") long created,
            @Schema(example = "9") long resolved,
            @Schema(example = "7") long closed) {

        static Day of(Report.Day day) {
            return new Day(day.date(), day.created(), day.resolved(), day.closed());
        }
    }

    @Schema(name = "BotCategoryCount")
    record Category(
            UUID id,
            @Schema(example = "Оплата и подписка") String name,
            @Schema(example = "45") long count) {

        static Category of(CategoryCount count) {
            return new Category(count.uuid(), count.name(), count.tickets());
        }
    }
}
