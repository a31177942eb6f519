package io.otklik.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One request on its way to a service, and the answer's way back. Refuses for a service that does not answer; an answer
 * that breaks off breaks the client's connection off, so that nobody takes a part for the whole. Runs on one event loop.
 */
final class Exchange implements ProxyInterceptor {

    private static final ProxyOptions NO_SOCKETS = new ProxyOptions().setSupportWebSocket(false);

    /** A connection that was dead already breaks at once; what takes longer may have been worked on. */
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What a service does once under one key, however often it is sent. */
    private static final Set<HttpMethod> KEYED = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("Idempotency-Key");

    private static final Set<Integer> BODILESS = Set.of(204, 304);

    private static final long NO_TIMER = -1;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Target target;
    private final Upstreams upstreams;
    private final long answerTimeout;
    private final RequestBody.Limits bodyLimits;
    private final long keepLimit;

    private RequestBody streamed; // null without a body, and when it is kept
    private Buffer kept; // null without a body, and when it is streamed
    private boolean repeatable;
    private long startedAt; // the first try
    private HttpClientRequest upstream;
    private long timer = NO_TIMER;
    private boolean timedOut;
    private boolean answered;

    Exchange(
            RoutingContext context,
            Target target,
            Upstreams upstreams,
            long answerTimeout,
            RequestBody.Limits bodyLimits,
            long keepLimit) {
        this.context = context;
        this.request = context.request();
        this.target = target;
        this.upstreams = upstreams;
        this.answerTimeout = answerTimeout;
        this.bodyLimits = bodyLimits;
        this.keepLimit = keepLimit;
    }

    void start() {
        request.pause();
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            context.response().writeContinue();
        }
        repeatable = isReading() || isKeyedWrite();
        if (!hasBody()) {
            request.resume();
            proxy();
        } else if (isKeepable()) {
            keepBody();
        } else {
            repeatable = false;
            streamed = new RequestBody(request, context.vertx(), bodyLimits, this::waitForService);
            proxy();
        }
    }

    private boolean hasBody() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !"0".equals(length);
    }

    private boolean isReading() {
        return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    }

    private boolean isKeyedWrite() {
        return KEYED.contains(request.method())
                && request.headers().contains(IDEMPOTENCY_KEY)
                && Routes.keepsKeys(target.path());
    }

    private boolean isKeepable() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) <= keepLimit;
    }

    /** A client that is slow with its body has no connection to the service before it is done. */
    private void keepBody() {
        RequestBody body = new RequestBody(request, context.vertx(), bodyLimits, waits -> {});
        Buffer whole = Buffer.buffer();
        body.exceptionHandler(broken -> Refusing.answer(context, body.refusal()))
                .handler(whole::appendBuffer)
                .endHandler(end -> {
                    kept = whole;
                    proxy();
                })
                .resume();
    }

    private void proxy() {
        startedAt = System.nanoTime();
        HttpProxy.reverseProxy(NO_SOCKETS, upstreams.requests())
                .origin(proxied -> connect())
                .addInterceptor(this)
                .handle(request);
    }

    private Future<HttpClientRequest> connect() {
        return upstreams.request(target.service()).map(connected -> {
            upstream = connected;
            connected.exceptionHandler(Upstreams::passOver);
            if (streamed == null) {
                giveUpAfter(answerTimeout - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt));
            }
            return connected;
        });
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext proxied) {
        ProxyRequest outgoing = proxied.request();
        outgoing.setURI(target.uri());
        outgoing.setAuthority(request.authority());
        OutgoingHeaders.prepare(outgoing.headers(), context);
        setBody(outgoing);
        return proxied.sendRequest()
                .recover(failure -> mayRepeat(failure) ? repeat(proxied) : Future.failedFuture(failure))
                .onComplete(answer -> stopWaiting())
                .recover(this::refuse);
    }

    private void setBody(ProxyRequest outgoing) {
        if (streamed != null) {
            outgoing.setBody(Body.body(streamed, outgoing.getBody().length()));
        } else {
            outgoing.setBody(kept == null ? null : Body.body(kept));
        }
    }

    private boolean mayRepeat(Throwable failure) {
        boolean broken = failure instanceof HttpClosedException
                || failure instanceof StreamResetException
                || failure instanceof SocketException;
        return repeatable
                && broken
                && upstream != null
                && !timedOut
                && !context.response().closed()
                && System.nanoTime() - startedAt < STALE_NANOS;
    }

    private Future<ProxyResponse> repeat(ProxyContext proxied) {
        stopTimer();
        setBody(proxied.request()); // that of the first try is read
        return proxied.sendRequest();
    }

    /** Answers itself and leaves the proxy waiting for ever: there is nothing left for it to do. */
    private Future<ProxyResponse> refuse(Throwable failure) {
        if (streamed != null && streamed.refusal() != null) {
            Refusing.answer(context, streamed.refusal());
        } else if (!context.response().closed()) {
            upstreams.sayAway(target.service(), failure);
            Refusing.answer(context, Refusing.AWAY);
        }
        return Promise.<ProxyResponse>promise().future();
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext proxied) {
        ProxyResponse answer = proxied.response();
        OutgoingHeaders.merge(answer.headers(), context.response());
        if (BODILESS.contains(answer.getStatusCode()) && answer.getBody().length() < 0) {
            // Without a length the proxy would send it in chunks, which these may not have.
            answer.getBody().stream().resume();
            answer.setBody(null);
        }
        // The proxy would answer 502 on top of an answer that broke off; it has closed the connection, which is enough.
        return proxied.sendResponse().otherwiseEmpty();
    }

    /** While a body is streamed: each time when it is the service's turn, it has the whole time. */
    private void waitForService(boolean waits) {
        stopTimer();
        if (waits && !answered) {
            giveUpAfter(answerTimeout);
        }
    }

    private void giveUpAfter(long millis) {
        timer = context.vertx().setTimer(Math.max(1, millis), late -> {
            timer = NO_TIMER;
            timedOut = true;
            upstream.reset();
        });
    }

    private void stopTimer() {
        if (timer != NO_TIMER) {
            context.vertx().cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void stopWaiting() {
        answered = true;
        stopTimer();
    }
}
