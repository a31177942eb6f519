package io.otklik.ticket.api.techsupport;

import io.otklik.events.CategoryFacts;
import io.otklik.ticket.category.Category;

/** A category, in lists and in tickets. */
record CategoryShown(long id, String name) {

    static CategoryShown of(CategoryFacts category) {
        return new CategoryShown(category.id(), category.name());
    }

    static CategoryShown of(Category category) {
        return new CategoryShown(category.id(), category.name());
    }
}
