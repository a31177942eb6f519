package io.otklik.gateway;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * WebSockets, from the upgrade to the end. After the upgrade bytes are passed on as they come, so frames, pings, extensions
 * and close codes are between client and service. vertx-http-proxy does this, too, but loses the body of a refused upgrade, leaves a
 * slow reader's frames to the heap, and cannot be told to answer anything but 502.
 */
@ApplicationScoped
class SocketTunnels {

    private final Upstreams upstreams;
    private final Tunnels tunnels;
    private final long answerTimeout;

    SocketTunnels(Upstreams upstreams, Tunnels tunnels, GatewayConfig config) {
        this.upstreams = upstreams;
        this.tunnels = tunnels;
        this.answerTimeout = config.answerTimeout().toMillis();
    }

    static boolean isUpgrade(HttpServerRequest request) {
        return HttpMethod.GET.equals(request.method())
                && request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }

    /** Asks the service for the socket; its refusal is passed on as it is, its absence is 503. */
    void open(RoutingContext context, Target target) {
        if (tunnels.isStopping()) {
            Refusing.answer(context, Refusing.AWAY);
            return;
        }
        context.request().pause();
        upstreams
                .socket(target.service())
                .onFailure(failure -> refuse(context, target, failure))
                .onSuccess(upstream -> ask(context, target, upstream));
    }

    private void refuse(RoutingContext context, Target target, Throwable failure) {
        if (!context.response().closed()) {
            upstreams.sayAway(target.service(), failure);
            Refusing.answer(context, Refusing.AWAY);
        }
    }

    private void ask(RoutingContext context, Target target, HttpClientRequest upstream) {
        HttpServerRequest request = context.request();
        upstream.exceptionHandler(Upstreams::passOver);
        upstream.setURI(target.uri()).authority(request.authority());
        for (Map.Entry<String, String> header : request.headers()) {
            if (!header.getKey().equalsIgnoreCase("host")) {
                upstream.headers().add(header.getKey(), header.getValue());
            }
        }
        OutgoingHeaders.prepare(upstream.headers(), context);
        // Firefox sends "keep-alive, Upgrade", which not every server takes.
        upstream.headers().set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        context.response().exceptionHandler(gone -> upstream.reset());
        long timer = context.vertx().setTimer(answerTimeout, late -> upstream.reset());
        upstream.connect()
                .onComplete(answer -> context.vertx().cancelTimer(timer))
                .onFailure(failure -> refuse(context, target, failure))
                .onSuccess(answer -> pass(context, upstream, answer));
    }

    private void pass(RoutingContext context, HttpClientRequest upstream, HttpClientResponse answer) {
        answer.pause();
        HttpServerResponse response = context.response();
        if (response.closed()) {
            upstream.connection().close();
            return;
        }
        OutgoingHeaders.merge(answer.headers(), response);
        response.setStatusCode(answer.statusCode());
        response.headers().addAll(answer.headers());
        if (answer.statusCode() == 101) {
            join(context, upstream, answer);
        } else {
            passRefusal(context, upstream, answer);
        }
    }

    private void join(RoutingContext context, HttpClientRequest upstream, HttpClientResponse answer) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        response.putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        response.headers().remove(HttpHeaders.CACHE_CONTROL);
        NetSocket service = answer.netSocket();
        context.request()
                .toNetSocket()
                .onFailure(gone -> upstream.connection().close())
                .onSuccess(client -> {
                    tunnels.add(context.request(), client);
                    client.pipeTo(service)
                            .onComplete(ended -> upstream.connection().close());
                    service.pipeTo(client).onComplete(ended -> client.close());
                });
    }

    /** The connection is spent: a request that asked for an upgrade has no end that would free it. */
    private static void passRefusal(RoutingContext context, HttpClientRequest upstream, HttpClientResponse answer) {
        HttpServerResponse response = context.response();
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        context.request().resume();
        answer.pipe().endOnFailure(false).to(response).onComplete(passed -> {
            if (passed.failed()) {
                response.reset();
            }
            upstream.connection().close();
        });
    }
}
