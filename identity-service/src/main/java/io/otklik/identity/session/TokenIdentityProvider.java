package io.otklik.identity.session;

import io.otklik.events.PersonState;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Turns a bearer token into the caller, as the database knows him: one indexed read a request, which the resource need not
 * repeat. The only provider: smallrye-jwt's own is excluded in application.properties, because it would be asked next when
 * the database is away, and make a 401 of it.
 */
@ApplicationScoped
class TokenIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

    private final Sessions sessions;

    TokenIdentityProvider(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .deferred(() -> sessions.bearer(request.getToken().getToken()))
                .map(TokenIdentityProvider::identity)
                .onFailure(SessionRefused.class)
                .transform(AuthenticationFailedException::new);
    }

    private static SecurityIdentity identity(PersonState person) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(person.username()))
                .addRole(person.role().name())
                .addAttribute(Caller.ATTRIBUTE, person)
                .build();
    }
}
