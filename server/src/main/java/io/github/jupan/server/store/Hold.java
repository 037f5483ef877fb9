package io.github.jupan.server.store;

/// That a store may write to a session. It is void as soon as another hold of the same session was given out,
/// by which store ever.
///
/// @param fence grows with each hold of the session, so that whoever was thought dead and writes late is found out
public record Hold(String session, long fence) {}
