const { RunwayApi } = require('./dist/credentials/RunwayApi.credentials.js');
const { Runway } = require('./dist/nodes/Runway/Runway.node.js');

module.exports = { Runway, RunwayApi };
