package io.otklik.edge;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** 404 comes before 400, without asking the database twice when the body is good. */
public final class RequestBodies {

    private RequestBodies() {}

    /**
     * What {@code reader} makes of the body.
     *
     * @param found fails when what the path names is not there; asked only when the body is refused, since the feature
     *     finds out by itself when it is not
     */
    public static <T> Uni<T> read(Supplier<T> reader, Supplier<Uni<Void>> found) {
        try {
            return Uni.createFrom().item(reader.get());
        } catch (Problem refused) {
            return found.get().chain(() -> Uni.createFrom().failure(refused));
        }
    }
}
