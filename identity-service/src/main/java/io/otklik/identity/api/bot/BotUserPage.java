package io.otklik.identity.api.bot;

import io.otklik.edge.Listing;
import io.otklik.edge.PageNumber;
import io.otklik.events.PersonState;
import io.otklik.identity.activity.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the people's list; {@code pages} is more than the document shows. */
record BotUserPage(
        List<Row> items,
        @Schema(example = "100") long total,
        @Schema(example = "1") int page,
        @Schema(example = "20") int size,
        @Schema(example = "5") long pages) {

    @Schema(name = "BotUserRow")
    record Row(
            UUID id,
            @Schema(example = "123456789", nullable = true) Long telegram_id,
            @Schema(example = "john_doe") String username,
            @Schema(example = "John") String first_name,

            @Schema(enumeration = {"USER", "HELPER", "MODERATOR", "ADMIN"})
            String role,

            boolean is_active,
            Instant created_at,
            @Schema(example = "5") long tickets_count,
            @Schema(nullable = true) Instant last_activity) {

        static Row of(PersonState person, Activity activity) {
            return new Row(
                    person.uuid(),
                    person.telegramId(),
                    person.username(),
                    person.shortName(),
                    RoleName.of(person.role()),
                    !person.blocked(),
                    person.createdAt(),
                    activity.tickets(),
                    activity.last());
        }
    }

    static BotUserPage of(Listing<PersonState> found, Map<Long, Activity> activities, PageNumber page) {
        List<Row> rows = found.rows().stream()
                .map(person -> Row.of(person, activities.get(person.id())))
                .toList();
        return new BotUserPage(rows, found.total(), page.number(), page.size(), page.pages(found.total()));
    }
}
