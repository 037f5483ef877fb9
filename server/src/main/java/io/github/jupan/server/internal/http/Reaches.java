package io.github.jupan.server.internal.http;

import io.github.jupan.server.HttpOptions.Access;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.Reach;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;

/// Which sessions each client can name: all of them, or where anybody comes in, those of its own connection.
///
/// @param access who may come in
record Reaches(Access access, Sessions sessions) {

    private static final String ATTRIBUTE = Reach.class.getName();

    /// For a connection that is the client's for as long as it lasts; whoever asks for it closes it.
    Reach of() {
        return switch (access) {
            case Access.Token _, Access.Owner _ -> new Reach.All(sessions);
            case Access.Anybody _ -> new Reach.Own(sessions);
        };
    }

    /// For one of a connection's requests. What it opened ends with the connection.
    Reach of(Request request) {
        ConnectionMetaData metadata = request.getConnectionMetaData();
        if (metadata.getAttribute(ATTRIBUTE) instanceof Reach known) {
            return known;
        }
        Reach made = of();
        metadata.setAttribute(ATTRIBUTE, made);
        metadata.getConnection().addEventListener(new Connection.Listener() {
            @Override
            public void onClosed(Connection connection) {
                Thread.ofVirtual().name("jupan-gone").start(made::close);
            }
        });
        return made;
    }
}
