using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace UnrolledRnn.Samples;

/// <summary>
/// A network behind an HTTP endpoint: one instance serves all requests, because what changes is each request's own state.
/// </summary>
[UnrolledRnn(inputSize: 1, hiddenSize: 8, outputSize: 1, sequenceLength: 16)]
public sealed partial class Smoother
{
    public static WebApplication Serve(Smoother network, string url)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(network);
        WebApplication app = builder.Build();
        app.MapPost("/smooth", (float[] values, Smoother smoother) =>
        {
            State state = default;
            return Results.Ok(Array.ConvertAll(values, value => smoother.Step(value, ref state)));
        });
        app.Urls.Add(url);
        return app;
    }
}
