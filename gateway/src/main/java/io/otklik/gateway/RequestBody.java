package io.otklik.gateway;

import io.otklik.edge.Problem;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;

/**
 * A request's body on its way to a service: fails when it grows over the limit or comes too slowly, and tells whether it is the
 * service that is being waited for (because it has everything, or does not take more) or the client.
 */
final class RequestBody implements ReadStream<Buffer> {

    /**
     * How much and how slowly.
     *
     * @param grace the time that any body has, and a client that has stopped for a while
     * @param pace bytes a second that it has to reach beyond that, while it is the client who is waited for
     */
    record Limits(long size, Duration grace, long pace) {}

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final Limits limits;
    private final Handler<Boolean> waitsForService;
    private long size;
    private Problem refusal;
    private Handler<Throwable> failed;

    private boolean waiting;
    private long waitingSince;
    private long waited; // for the client, in nanoseconds
    private long timer;

    RequestBody(HttpServerRequest request, Vertx vertx, Limits limits, Handler<Boolean> waitsForService) {
        this.request = request;
        this.vertx = vertx;
        this.limits = limits;
        this.waitsForService = waitsForService;
        watch(limits.grace());
    }

    /** Why it failed, if that was the client's fault; else null. */
    Problem refusal() {
        return refusal;
    }

    private void watch(Duration patience) {
        timer = vertx.setTimer(patience.toMillis() + 1, due -> {
            Duration left = limits.grace()
                    .plusSeconds(size / limits.pace())
                    .minusNanos(waiting ? waited + System.nanoTime() - waitingSince : waited);
            if (left.isNegative()) {
                fail(Refusing.TOO_SLOW);
            } else {
                watch(left);
            }
        });
    }

    private void fail(Problem problem) {
        if (refusal == null) {
            refusal = problem;
            vertx.cancelTimer(timer);
            if (failed != null) {
                failed.handle(new VertxException("The body is refused", true));
            }
        }
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> taker) {
        request.handler(taker == null ? null : chunk -> pass(chunk, taker));
        return this;
    }

    private void pass(Buffer chunk, Handler<Buffer> taker) {
        size += chunk.length();
        if (size > limits.size()) {
            fail(Refusing.TOO_LARGE);
        } else {
            taker.handle(chunk);
        }
    }

    @Override
    public ReadStream<Buffer> pause() {
        request.pause();
        waitForClient(false);
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        waitForClient(true);
        request.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        waitForClient(true);
        request.fetch(amount);
        return this;
    }

    private void waitForClient(boolean waits) {
        long now = System.nanoTime();
        if (waiting) {
            waited += now - waitingSince;
        }
        waiting = waits;
        waitingSince = now;
        waitsForService.handle(!waits);
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> ended) {
        request.endHandler(
                ended == null
                        ? null
                        : end -> {
                            vertx.cancelTimer(timer);
                            waitForClient(false);
                            ended.handle(end);
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        failed = handler;
        request.exceptionHandler(broken -> {
            vertx.cancelTimer(timer);
            refusal = refusal == null ? Refusing.INSANE : refusal;
            if (handler != null) {
                handler.handle(broken);
            }
        });
        return this;
    }
}
