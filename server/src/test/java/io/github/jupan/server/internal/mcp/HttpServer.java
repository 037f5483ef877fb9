package io.github.jupan.server.internal.mcp;

import jakarta.servlet.http.HttpServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// A servlet at `/mcp` of a port on this machine.
record HttpServer(Server server, String url) implements AutoCloseable {

    static HttpServer with(HttpServlet servlet) {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/mcp");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
        return new HttpServer(server, "http://127.0.0.1:" + connector.getLocalPort() + "/mcp");
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception stuck) {
            throw new IllegalStateException(stuck);
        }
    }
}
