package io.otklik.idempotency;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The kept answer, whatever type the resource's method has. */
@Singleton
public class AnsweredBeforeMapper {

    @ServerExceptionMapper
    public Response replay(AnsweredBefore repetition) {
        return repetition.answer().replayed();
    }
}
