package io.otklik.gateway;

import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * A request's body on its way to a service: fails when it grows over the limit, and tells whether it is the service that
 * is being waited for (because it has everything, or does not take more) or the client.
 */
final class RequestBody implements ReadStream<Buffer> {

    private final HttpServerRequest request;
    private final long limit;
    private final Handler<Boolean> waitsForService;
    private long size;
    private boolean tooLarge;
    private Handler<Throwable> failed;

    RequestBody(HttpServerRequest request, long limit, Handler<Boolean> waitsForService) {
        this.request = request;
        this.limit = limit;
        this.waitsForService = waitsForService;
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> taker) {
        request.handler(taker == null ? null : chunk -> pass(chunk, taker));
        return this;
    }

    private void pass(Buffer chunk, Handler<Buffer> taker) {
        size += chunk.length();
        if (size <= limit) {
            taker.handle(chunk);
        } else if (!tooLarge) {
            tooLarge = true;
            if (failed != null) {
                failed.handle(new VertxException("The body is too large", true));
            }
        }
    }

    @Override
    public ReadStream<Buffer> pause() {
        request.pause();
        waitsForService.handle(true);
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        waitsForService.handle(false);
        request.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        waitsForService.handle(false);
        request.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> ended) {
        request.endHandler(
                ended == null
                        ? null
                        : end -> {
                            waitsForService.handle(true);
                            ended.handle(end);
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        failed = handler;
        request.exceptionHandler(handler);
        return this;
    }
}
