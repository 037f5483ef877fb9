/// OpenAI's protocol over HTTP; [OpenAiServlet] is where to start. A request in either of its forms becomes a query
/// (the room `request`), which [Answering] answers while [Telling] shows it as pieces of text.
@NullMarked
package io.github.jupan.server.internal.openai;

import org.jspecify.annotations.NullMarked;
