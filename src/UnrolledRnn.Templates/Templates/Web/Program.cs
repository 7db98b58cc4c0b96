using NetworkApp1;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// Weights of your own go into smoother.safetensors; without it they are drawn.
string model = Path.Combine(builder.Environment.ContentRootPath, "smoother.safetensors");
Smoother network = File.Exists(model) ? Smoother.Load(model) : new Smoother(seed: 1);
network.Warmup();
builder.Services.AddSingleton(new Streams(network));

WebApplication app = builder.Build();

// curl -X POST localhost:5000/streams/kitchen -H "Content-Type: application/json" -d "[0.1, 0.2, 0.3]"
app.MapPost("/streams/{name}", (string name, float[] values, Streams streams) => Results.Ok(streams.Next(name, values)));
app.MapDelete("/streams/{name}", (string name, Streams streams) => streams.End(name) ? Results.NoContent() : Results.NotFound());
app.Run();
