package io.otklik.edge;

import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request, in the error shape of the contract that the request belongs to. */
@Singleton
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final List<Refusals> refusals;

    ProblemMappers(@All List<Refusals> refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper
    public Response problem(Problem problem, HttpServerRequest request) {
        return render(problem, request);
    }

    /** Quarkus has mappers of its own for the next three, with empty bodies: ours must win by priority. */
    @ServerExceptionMapper
    @Priority(1)
    public Response badToken(AuthenticationFailedException failure, HttpServerRequest request) {
        return render(Outage.isIn(failure) ? outage(failure, request) : Problem.tokenNotValid(), request);
    }

    @ServerExceptionMapper
    @Priority(1)
    public Response noToken(UnauthorizedException failure, HttpServerRequest request) {
        return render(Problem.unauthenticated(), request);
    }

    @ServerExceptionMapper
    @Priority(1)
    public Response roleTooLow(ForbiddenException failure, HttpServerRequest request) {
        return render(Problem.forbidden(), request);
    }

    @ServerExceptionMapper
    public Response framework(
            WebApplicationException failure, HttpServerRequest request, ContainerRequestContext context) {
        Response original = failure.getResponse();
        Problem problem =
                switch (original.getStatus()) {
                    case 400 -> Problem.of(Problem.Kind.MALFORMED, Messages.MALFORMED);
                    case 401 -> Problem.unauthenticated();
                    case 403 -> Problem.forbidden();
                    case 404 -> notFound(request, context);
                    case 405 -> methodNotAllowed(context);
                    case 406 -> Problem.of(Problem.Kind.NOT_ACCEPTABLE, Messages.NOT_ACCEPTABLE);
                    case 413 -> Problem.of(Problem.Kind.TOO_LARGE, Messages.TOO_LARGE);
                    case 415 -> Problem.of(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, Messages.UNSUPPORTED_MEDIA_TYPE);
                    case 503 -> Problem.of(Problem.Kind.UNAVAILABLE, Messages.UNAVAILABLE);
                    default -> ourFault(failure, request);
                };
        return render(problem, request);
    }

    @ServerExceptionMapper
    public Response anything(Throwable failure, HttpServerRequest request) {
        Contract contract = Contract.of(request.path());
        for (Refusals own : refusals) {
            if (own.contract() == contract) {
                var problem = own.problem(failure);
                if (problem.isPresent()) {
                    return render(problem.get(), request);
                }
            }
        }
        if (BrokenForm.isIn(failure)) {
            return render(Problem.of(Problem.Kind.MALFORMED, Messages.BROKEN_FORM), request);
        }
        return render(Outage.isIn(failure) ? outage(failure, request) : ourFault(failure, request), request);
    }

    /** Quarkus REST says 404 where a shorter resource path fits too, though the path is there and only the method is not. */
    private static Problem notFound(HttpServerRequest request, ContainerRequestContext context) {
        Set<String> allowed = AllowedMethods.of(context);
        String method = HttpMethod.HEAD.equals(request.method())
                ? HttpMethod.GET.name()
                : request.method().name();
        return allowed.isEmpty() || allowed.contains(method) ? Problem.notFound() : methodNotAllowed(context);
    }

    private static Problem methodNotAllowed(ContainerRequestContext context) {
        return Problem.of(Problem.Kind.METHOD_NOT_ALLOWED, Messages.METHOD_NOT_ALLOWED)
                .withHeader(HttpHeaders.ALLOW, String.join(", ", AllowedMethods.of(context)));
    }

    private static Problem outage(Throwable failure, HttpServerRequest request) {
        if (Outage.isRollbackIn(failure)) {
            // Who is in whose way, only the statement can tell.
            LOG.warnf(failure, "%s %s: rolled back by the database for others", request.method(), request.path());
        } else {
            LOG.warnf("%s %s: a store or service is away: %s", request.method(), request.path(), failure.getMessage());
        }
        return Problem.unavailable();
    }

    private static Problem ourFault(Throwable failure, HttpServerRequest request) {
        LOG.errorf(failure, "%s %s failed", request.method(), request.path());
        return Problem.of(Problem.Kind.INTERNAL, Messages.INTERNAL);
    }

    private static Response render(Problem problem, HttpServerRequest request) {
        letFormPassBy(request);
        Contract contract = Contract.of(request.path());
        Language language = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        Response.ResponseBuilder response = Response.status(contract.status(problem))
                .type(MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
                .entity(contract.body(problem, language));
        problem.headers().forEach(response::header);
        return response.build();
    }

    /**
     * Quarkus' parser leaves a form that it fails on paused: the next request on the connection would wait for ever. The parser
     * itself must not see the end, which it would take for a broken connection.
     */
    private static void letFormPassBy(HttpServerRequest request) {
        if (Multipart.isDeclared(request) && !request.isEnded()) {
            request.handler(chunk -> {}).endHandler(end -> {}).resume();
        }
    }
}
