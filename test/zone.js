/** Not the zone of the machines that run the tests, which is UTC: a time without a zone that is read as local shows. */
module.exports = () => {
	process.env.TZ = 'America/St_Johns';
};
