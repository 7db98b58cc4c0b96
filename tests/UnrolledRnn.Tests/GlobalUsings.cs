global using UnrolledRnn.Tests.Support;
