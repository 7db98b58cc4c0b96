namespace UnrolledRnn.Formats;

/// <summary>Something that no network here can do; who knows the node says where.</summary>
internal sealed class OnnxRefusal(string message) : Exception(message);
