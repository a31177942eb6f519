package io.otklik.ticket.api.techsupport;

import io.otklik.events.CategoryFacts;
import io.otklik.ticket.category.Category;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A category, in lists and in tickets. */
@Schema(name = "TicketCategory")
record CategoryShown(
        @Schema(examples = "1") long id,
        @Schema(examples = "Авторизация") String name) {

    static CategoryShown of(CategoryFacts category) {
        return new CategoryShown(category.id(), category.name());
    }

    static CategoryShown of(Category category) {
        return new CategoryShown(category.id(), category.name());
    }
}
